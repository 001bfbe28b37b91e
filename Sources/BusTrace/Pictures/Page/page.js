// Goes through the records of the page one by one.
"use strict";

(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const slider = document.getElementById("slider");
  const place = document.getElementById("place");
  const now = document.getElementById("now");
  const records = all("#records > li");
  const rows = all("[data-start]");
  const steps = all(".step[data-record]");
  const cursor = document.querySelector(".cursor");
  let current = records.length;

  // Scrolls a panel so that an element in it is seen; the page itself stays.
  function reveal(element) {
    const panel = element?.closest(".scroll");
    if (!panel) return;
    const [inner, outer] = [element.getBoundingClientRect(), panel.getBoundingClientRect()];
    // There is room above for the names of the participants.
    if (inner.top < outer.top + 60) panel.scrollTop += inner.top - outer.top - 60;
    else if (inner.bottom > outer.bottom) panel.scrollTop += inner.bottom - outer.bottom + 8;
    if (inner.left < outer.left) panel.scrollLeft += inner.left - outer.left - 8;
    else if (inner.right > outer.right) {
      panel.scrollLeft += Math.min(inner.right - outer.right, inner.left - outer.left) + 8;
    }
  }

  function state(start, end, index) {
    return index < start ? "waiting" : index < end ? "running" : "ended";
  }

  // Shows a record, numbered from 1, and everything before it.
  function show(number) {
    current = Math.min(Math.max(number, 1), records.length);
    const index = current - 1;
    for (const row of rows) {
      const [start, end] = [Number(row.dataset.start), Number(row.dataset.end)];
      row.dataset.state = state(start, end, index);
      row.classList.toggle("current", index === start || index === end);
    }
    for (const step of steps) {
      const record = Number(step.dataset.record);
      step.dataset.state = state(record, record, index);
      step.classList.toggle("current", record === index);
    }
    records.forEach((record, other) => record.classList.toggle("current", other === index));
    const record = records[index];
    cursor?.setAttribute("transform", `translate(${record.dataset.x} 0)`);
    cursor?.setAttribute("visibility", "visible");
    slider.value = String(current);
    place.textContent = `${current} of ${records.length}`;
    slider.setAttribute("aria-valuetext", `record ${place.textContent}`);
    now.textContent = record.textContent;
    for (const selector of [".tree .current > .line", ".step.current text", "#records .current"]) {
      reveal(document.querySelector(selector));
    }
  }

  const moves = {
    first: () => 1,
    back: () => current - 1,
    next: () => current + 1,
    last: () => records.length,
  };

  slider.addEventListener("input", () => show(Number(slider.value)));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) return show(moves[button.dataset.move]());
    const element = event.target.closest("[data-record], [data-start], #records > li");
    // A selection of text is no choice of a record.
    if (!element || String(window.getSelection())) return;
    const { record, start } = element.dataset;
    show(1 + Number(record ?? start ?? records.indexOf(element)));
    slider.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: "back", ArrowRight: "next" }[event.key];
    const isModified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    // The slider has keys of its own, and panels are scrolled by theirs.
    if (!move || isModified || event.target.closest("#slider, .scroll")) return;
    event.preventDefault();
    show(moves[move]());
  });

  document.querySelector(".player").hidden = false;
  show(current);
})();
