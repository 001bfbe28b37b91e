#!/usr/bin/env python3
"""The pictures and the page that busctl exports, in a headless Chromium.

    python3 Tests/Pages/pages.py BUSCTL [--screenshots DIRECTORY]

Every script is exported and looked at in light and dark and at two widths: nothing may appear in the
console, no request may leave the page, and the slider has to go through all records.
"""
import argparse
import contextlib
import os
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from browser import Browser, missing

WIDTHS, SCHEMES = [1280, 480], ["light", "dark"]
HOSTILE = ["</script><script>console.log(1)</script>", "<img src=http://127.0.0.1:9/x>", "--><!--",
           "]]>", "&lt;", "\\u{202e}", "שלום", "日本 👩‍👧", "\"q\" 'r'", "javascript:alert(1)"]


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


SCRIPTS = {
    "demo": 'emit invite.accepted {"user_id": 7, "group_id": 42}',
    "concurrent": """reset --empty
        subscribe a sleep 2s
        subscribe a fail out of paper
        subscribe a relay b
        subscribe b sleep 1s
        subscribe c relay d
        subscribe d sleep 3s
        subscribe d print never
        emit a {"n": 1} &
        emit c &
        wait
        emit c &
        cancel
        emit c""",
    "cancelled": """reset --empty
        subscribe c sleep 3s
        subscribe c print after
        emit c &
        cancel""",
    "runaway": "reset --empty\nsubscribe a relay a\nemit a",
    "years": "reset --empty\nsubscribe a sleep 525600m\nsubscribe a sleep 1ns\nemit a",
    "hostile": "reset --empty\n" + "\n".join(
        f"subscribe start fail {quoted(text)}\nsubscribe start relay {quoted(text)}"
        for text in HOSTILE) + "\nemit start " + '{"text": "</script><b>' + "x" * 60_000 + '"}',
    "large": "reset --empty\n" + "\n".join(f"subscribe e print {n}" for n in range(500)) + "\nemit e",
}


def check(condition, text):
    if not condition:
        raise AssertionError(text)


class Test:
    def __init__(self, program, browser, directory, screenshots):
        self.program, self.browser = program, browser
        self.directory, self.screenshots = Path(directory), screenshots

    def export(self, name, script):
        """Exports the last emission of a script in all forms, and returns their paths."""
        forms = {"html": "html", "svg": "svg", "timeline.svg": "svg"}
        paths = {form: self.directory / f"{name}.{form}" for form in forms}
        lines = [line.strip() for line in script.split("\n")]
        for form, path in paths.items():
            option = " --timeline" if form.startswith("timeline") else ""
            lines.append(f"export {forms[form]} {path}{option}")
        subprocess.run([self.program, "--quiet", "--clock", "virtual"], check=True, text=True,
                       stdout=subprocess.DEVNULL, input="\n".join(lines) + "\n", env={"PATH": "/usr/bin:/bin"})
        return paths

    def open(self, path, width, scheme):
        """Opens a file, which must neither say anything nor ask for anything."""
        self.browser.look(width, scheme)
        self.browser.open(path.as_uri())
        self.check_quiet(path)
        if self.screenshots:
            self.browser.screenshot(f"{self.screenshots}/{path.name}-{width}-{scheme}.png",
                                    whole=path.suffix == ".svg")

    def check_quiet(self, path):
        check(self.browser.console == [], f"{path.name}: {self.browser.console}")
        check(self.browser.requests == [path.as_uri()], f"{path.name}: {self.browser.requests}")

    def control(self):
        """A page that says and asks for something is seen to do so."""
        path = self.directory / "control.html"
        path.write_text("<script>console.log(1)</script><img src='http://127.0.0.1:9/x'>")
        self.browser.open(path.as_uri())
        check(len(self.browser.console) >= 1, "a message in the console is not seen")
        check(len(self.browser.requests) == 2, "a request is not seen")

    def picture(self, path):
        root = ElementTree.parse(path).getroot()
        check(root.tag == "{http://www.w3.org/2000/svg}svg", root.tag)
        colors = set()
        for scheme in SCHEMES:
            self.open(path, 1280, scheme)
            colors.add(self.browser.value(
                "getComputedStyle(document.querySelector('text')).fill + ' on ' +"
                " getComputedStyle(document.querySelector('rect')).fill"))
            images = [node for node in self.browser.accessible() if node[0] in ("image", "img")]
            check(len(images) == 1 and " of #" in images[0][1] and images[0][3], images)
        check(len(colors) == 2, f"{path.name}: light and dark are the same: {colors}")

    def page(self, path):
        for width in WIDTHS:
            for scheme in SCHEMES:
                self.open(path, width, scheme)
                check(self.browser.value("document.documentElement.scrollWidth") <= width,
                      f"{path.name} is wider than {width}")
                self.slider(path)
                self.check_quiet(path)
        self.structure(path)

    def state(self):
        return self.browser.value(
            "({value: Number(slider.value), text: slider.getAttribute('aria-valuetext'),"
            " now: now.textContent, all: document.querySelectorAll('#records > li').length,"
            " record: document.querySelector('#records > .current').textContent,"
            " waiting: document.querySelectorAll('.tree [data-state=waiting]').length})")

    def slider(self, path):
        """Goes through all records with the keys of the slider, and a few with those of the page."""
        count = self.state()["all"]
        check(self.state()["value"] == count, f"{path.name} does not begin with all records")
        check(self.state()["waiting"] == 0, f"{path.name} does not show everything at first")
        self.browser.value("slider.focus()")
        self.browser.press("Home")
        for number in range(1, min(count, 60) + 1):
            state = self.state()
            check(state["value"] == number, f"{path.name}: {state} at record {number}")
            check(state["text"] == f"record {number} of {count}", state)
            check(state["now"] == state["record"] != "", state)
            self.browser.press("ArrowRight")
        self.browser.press("End")
        self.browser.value("document.activeElement.blur()")
        before = self.state()
        check(before["value"] == count, before)
        self.browser.press("ArrowLeft")
        after = self.state()
        check(after["value"] == count - 1 and after["now"] != before["now"], after)
        self.browser.press("ArrowRight")
        check(self.state() == before, self.state())
        self.browser.value("document.querySelector('[data-move=first]').click()")
        check(self.state()["value"] == 1 and self.state()["waiting"] > 0, self.state())
        if self.screenshots:
            name = f"{path.name}-{self.browser.value('innerWidth')}-first.png"
            self.browser.screenshot(f"{self.screenshots}/{name}")
        self.browser.value("document.querySelector('#records > li:nth-child(2)').click()")
        check(self.state()["value"] == 2, self.state())

    def structure(self, path):
        """What a screen reader is told."""
        nodes = self.browser.accessible()
        names = {role: [node[1] for node in nodes if node[0] == role]
                 for role in ["heading", "slider", "image", "button", "status", "group"]}
        check(names["slider"] == ["Record"], names)
        check(names["heading"][1:] == ["Record by record", "Tree", "Sequence", "Timeline", "Records"],
              names)
        check([name.split(" of #")[0] for name in names["image"]] == ["Sequence", "Timeline"], names)
        check(names["button"] == [f"{move} record" for move in ["First", "Back", "Next", "Last"]],
              names)
        check(len(names["status"]) == 1 and set(names["group"]) >= {"Tree", "Records"}, names)
        live = next(node for node in nodes if node[0] == "status")
        check(live[4].get("live") == "polite", live)
        duplicates = self.browser.value(
            "[...document.querySelectorAll('[id]')].map(e => e.id)"
            ".filter((id, at, all) => all.indexOf(id) !== at)")
        check(duplicates == [], f"{path.name}: {duplicates}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--screenshots")
    options = parser.parse_args()
    if missing():
        print(f"SKIPPED: {missing()} is not installed")
        return
    if options.screenshots:
        os.makedirs(options.screenshots, exist_ok=True)
    with contextlib.closing(Browser()) as browser, tempfile.TemporaryDirectory() as directory:
        test = Test(os.path.abspath(options.program), browser, directory, options.screenshots)
        test.control()
        for name, script in SCRIPTS.items():
            paths = test.export(name, script)
            test.picture(paths["svg"])
            test.picture(paths["timeline.svg"])
            test.page(paths["html"])
            print(f"  {name}: {paths['html'].stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
