import AsyncAlgorithms
import Events
import Synchronization
import Testing

@testable import Streams

@Suite("a stream with back-pressure")
struct StreamsTests {
  @Test func `an emission waits until its data was read`() async throws {
    let bus = EventBus()
    let (channel, subscription) = channel(of: "a", on: bus)
    let emitted = Mutex(0)

    async let reader = {
      var read: [Int] = []
      for await data in channel {
        // The emission of what was read may have ended, and no later one.
        let emitted = emitted.withLock { $0 }
        #expect(emitted <= read.count + 1)
        read.append(try data.value("n"))
        if read.count == 100 { break }
      }
      return read
    }()

    for number in 0..<100 {
      await bus.emit("a", ["n": number])
      emitted.withLock { $0 += 1 }
    }
    #expect(try await reader == Array(0..<100))
    #expect(subscription.cancel())
  }

  @Test func `a channel that is finished holds nobody up`() async {
    let bus = EventBus()
    let (channel, _) = channel(of: "a", on: bus)
    channel.finish()
    #expect(await bus.emit("a").completed == 1)
  }
}
