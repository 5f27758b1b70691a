/* Walking from match to match in an article by key; the links work without it. */
"use strict";

(() => {
  const links = [...document.querySelectorAll("[data-match]")];
  const walks = [...document.querySelectorAll("[data-walk]")];
  if (!links.length) return;

  // From where the reader is: the link that has the focus, or the one the address names.
  const here = () => {
    const focused = links.indexOf(document.activeElement);
    return focused >= 0 ? focused : links.findIndex((link) => `#${link.id}` === location.hash);
  };

  const walk = (step) => {
    const place = here();
    const next = place < 0 ? (step > 0 ? 0 : links.length - 1) : (place + step + links.length) % links.length;
    links[next].focus();
    links[next].scrollIntoView({ block: "center" });
  };

  for (const button of walks) {
    button.hidden = false;
    button.addEventListener("click", () => walk(Number(button.dataset.walk)));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select")) return;
    const control = [...document.querySelectorAll("[data-key]")].find((element) =>
      element.dataset.key.split(" ").includes(event.key),
    );
    if (!control) return;
    event.preventDefault();
    control.click();
  });

  document.querySelector("mark.asked")?.scrollIntoView({ block: "center" });
})();
