"use strict";
// Pointing at a claim lights its words and circles; pointing at words lights their claims. The page works without this.
(() => {
  const lit = new Set();
  const clear = () => {
    lit.forEach((node) => node.classList.remove("lit"));
    lit.clear();
  };
  const light = (node) => {
    if (node) {
      node.classList.add("lit");
      lit.add(node);
    }
  };
  const show = (target) => {
    const card = target.closest(".card");
    const words = target.closest("[data-c]");
    clear();
    if (card) {
      light(card);
      card.closest(".sheet").querySelectorAll(`[data-c~="${CSS.escape(card.id)}"]`).forEach(light);
    } else if (words) {
      words.dataset.c.split(" ").forEach((id) => light(document.getElementById(id)));
      light(words);
    }
  };
  document.addEventListener("pointerover", (event) => show(event.target));
  document.addEventListener("focusin", (event) => show(event.target));
  document.addEventListener("keydown", (event) => event.key === "Escape" && clear());
})();
