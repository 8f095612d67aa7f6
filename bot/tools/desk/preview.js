// Search and filters of the preview's index. What is chosen stands in the address, so that going back keeps it.
"use strict";

(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const items = [...document.querySelectorAll("#list > li")];
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const selects = [...form.querySelectorAll("select")];

  function fits(item, words, chosen) {
    return (
      words.every((word) => item.dataset.words.includes(word)) &&
      chosen.every((select) => item.dataset[select.name] === select.value)
    );
  }

  function show() {
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value);
    let number = 0;
    for (const item of items) {
      item.hidden = !fits(item, words, chosen);
      if (!item.hidden) number += 1;
    }
    count.textContent = number === items.length ? `${number} passages` : `${number} of ${items.length} passages`;
    nothing.hidden = number > 0;
  }

  function remember() {
    const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `#${said}`);
  }

  function recall() {
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
    show();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      show();
      remember();
    });
  }
  form.addEventListener("reset", () =>
    setTimeout(() => {
      show();
      remember();
    }),
  );
  recall();
})();
