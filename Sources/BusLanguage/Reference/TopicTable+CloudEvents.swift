extension TopicTable {
  /// The events of other processes.
  static func cloudEvents(of program: String) -> Topic {
    Topic(
      name: "cloudevents",
      title: "events from and to other processes",
      text: """
        Events cross processes as CloudEvents 1.0 in JSON, one a line. --format cloudevents writes each
        emission of the bus, and --input cloudevents emits each line of standard input, after the lines of
        -c or -f. A line is never a command. What its handlers do is as for any other event.
          \(program) --format cloudevents | \(program) --input cloudevents
        """,
      items: [
        (
          "order",
          "an emission is written, and flushed, when it has ended: nested ones stand before the one that "
            + "they are nested in"
        ),
        ("type, data", "the event and its data; data that is missing is empty"),
        ("source", "what --source says, otherwise \(program)"),
        (
          "id",
          "the run and the number of the emission; in virtual time the same script writes the same ids"
        ),
        ("time", "when the emission started; left out in virtual time"),
        ("causationid", "the id of the event whose handler emitted this one"),
        ("correlationid", "the id of the event with which it all began"),
        ("hops", "how many processes have passed the event on; left out if none has"),
        (
          "answers",
          "what commands print goes to standard error, confirmations are left out; --quiet writes no "
            + "events"
        ),
        (
          "errors",
          "a line that is no event is an error with its number, and so are data that is no object and "
            + "data_base64; later lines still run, unless --bail was given; the exit status is 1"
        ),
        (
          "loops",
          "what came in is not written out, but what its handlers emit is; dropped is what has the "
            + "source of this process, and what has the source and id of one of the last 10000 events"
        ),
        (
          "--source",
          "processes that send to each other need different ones; without it an event is known as the "
            + "process's own by its id, and in virtual time not at all"
        ),
        (
          "--max-depth",
          "an event with that many hops is an error, since it goes in circles"
        ),
        (
          "pace",
          "the next line is read when the emission has ended, and writing waits while the pipe is full"
        ),
      ]
    )
  }
}
