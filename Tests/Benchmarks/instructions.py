"""Prints the instructions that busctl executes for a line of a script, by stage, as callgrind counts them.

    python3 Tests/Benchmarks/instructions.py [BUSCTL]

Without BUSCTL the tool is built as README installs it. The counts are repeatable, also on a busy machine.

A stage is the inclusive cost of a function. What no stage counts is to find the ends of lines, and the loop of
the shell.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))

RECORDER = "TraceRecorder"

# The stages, and their functions as `swift demangle -simplified` writes them. A function of a stage calls
# none of another stage.
STAGES = [
    ("read the event and its data", "CommandReader.plainEmission(in:)"),
    ("read the clock for the facts", f"protocol witness for EventTracer.now.getter in conformance {RECORDER}"),
    ("record the emission", f"{RECORDER}.record(_:)"),
    ("call the handler, `count`", "closure #1 in static TeachingHandlers.count(_:)"),
]

# The function that runs an emission; without the stages in it that is the bus.
EMIT, INSIDE = "EventBus.emitAtOnce(_:_:)", STAGES[1:]

EMISSION = 'emit group.updated {{"group_id": {}, "user": "ana"}}\n'


def built():
    folder = os.path.join(ROOT, "Tests/Benchmarks/.build/busctl")
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "busctl"]
    # valgrind cannot read what the linker makes of Swift's debugging information.
    command += ["-Xswiftc", "-use-ld=lld", "-Xlinker", "--strip-debug"]
    command += ["--package-path", ROOT, "--scratch-path", folder]
    subprocess.run(command, check=True, stdout=sys.stderr)
    return os.path.join(folder, "release/busctl")


def counts(busctl, lines, folder):
    """The instructions of all functions, and of the program as the function None."""
    script, profile = os.path.join(folder, "script"), os.path.join(folder, "profile")
    with open(script, "w") as file:
        file.write("subscribe group.updated count\n")
        file.writelines(EMISSION.format(number) for number in range(lines))
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]
    with open(script) as file:
        subprocess.run(
            valgrind + [busctl, "--empty", "--quiet"],
            stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
        )
    annotate = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", profile]
    table = subprocess.run(annotate, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    demangle = ["swift", "demangle", "-simplified"]
    text = subprocess.run(demangle, input=table.stdout, stdout=subprocess.PIPE, check=True).stdout.decode()
    found = {}
    for row in text.splitlines():
        match = re.match(r"\s*([\d,]+) \([ \d.]+%\)  (PROGRAM TOTALS|[^:]*:(.*?)(?: \[.*\])?$)", row)
        if match:
            # The parts that are inlined from other files have rows of their own, which are smaller.
            count, name = int(match[1].replace(",", "")), match[3]
            found[name] = max(count, found.get(name, 0))
    return found


def main():
    missing = [tool for tool in ("valgrind", "callgrind_annotate", "swift") if not shutil.which(tool)]
    if missing:
        print(f"skipped: {', '.join(missing)} not on this machine")
        return
    busctl = sys.argv[1] if len(sys.argv) > 1 else built()
    few, many = 1_000, 3_000
    with tempfile.TemporaryDirectory() as folder:
        first, second = counts(busctl, few, folder), counts(busctl, many, folder)

    def a_line(function):
        return (second[function] - first.get(function, 0)) / (many - few)

    print("| stage | function | instructions a line |\n|---|---|---:|")
    rest = a_line(None)
    for stage, function in STAGES:
        if function not in second:
            print(f"| {stage} | {function} | **not found**: part of the rest |")
            continue
        rest -= a_line(function)
        print(f"| {stage} | {function} | {a_line(function):,.0f} |")
    if EMIT in second:
        bus = a_line(EMIT) - sum(a_line(function) for _, function in INSIDE if function in second)
        rest -= bus
        print(f"| run the emission on the bus | {EMIT} | {bus:,.0f} |")
    print(f"| the rest: lines and shell | | {rest:,.0f} |")
    print(f"| all | | {a_line(None):,.0f} |")


main()
