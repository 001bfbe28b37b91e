extension TopicTable {
  /// The events of other processes.
  static func cloudEvents(of program: String) -> Topic {
    Topic(
      name: "cloudevents",
      title: "events from and to other processes",
      text: """
        Events cross processes as CloudEvents 1.0 in JSON, one per line. --format cloudevents writes
        each emission of the bus. --input cloudevents emits each line of standard input, after the
        lines of -c or -f. Such a line is never a command. Its handlers run as for any other event.
          \(program) --format cloudevents | \(program) --input cloudevents
        """,
      items: [
        (
          "order",
          "an emission is written and flushed when it has ended; a nested emission therefore stands before "
            + "the outer one"
        ),
        ("type, data", "the event and its data; missing data is empty"),
        ("source", "the value of --source; the default is \(program)"),
        (
          "id",
          "the run and the number of the emission; in virtual time the same script writes the same ids"
        ),
        ("time", "the start of the emission; left out in virtual time"),
        ("causationid", "the id of the event whose handler emitted this one"),
        ("correlationid", "the id of the first event in the chain of causes"),
        ("hops", "the number of processes that have passed the event on; left out if it is 0"),
        (
          "answers",
          "the answers of commands go to standard error, and confirmations are left out; --quiet writes "
            + "no events"
        ),
        (
          "errors",
          "a line that is not an event is an error with its number; so is an event with data_base64, or "
            + "with data that is not an object; later lines still run, unless --bail is given; the exit "
            + "status is 1"
        ),
        (
          "loops",
          "an event that was read is not written again, but the events of its handlers are; an event is "
            + "dropped if it has the source of this process, or the source and id of one of the last "
            + "10000 events"
        ),
        (
          "--source",
          "processes that send to each other need different sources; without one a process recognizes "
            + "its own events by their ids, and in virtual time not at all"
        ),
        (
          "--max-depth",
          "an event with that many hops is refused: it probably runs in a cycle"
        ),
        (
          "pace",
          "the next line is read when the emission has ended; writing waits while the pipe is full"
        ),
      ]
    )
  }
}
