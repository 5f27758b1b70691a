/* Fields with a search of their own (Django's autocomplete) are read aloud with their label. */
"use strict";

(() => {
  const name = () => {
    for (const field of document.querySelectorAll("select.admin-autocomplete[id]")) {
      const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
      const shown = field.nextElementSibling?.querySelector(".select2-selection");
      if (!label || !shown) continue;
      label.id ||= `${field.id}-label`;
      const value = shown.querySelector(".select2-selection__rendered");
      value?.setAttribute("aria-labelledby", label.id);
      shown.setAttribute("aria-labelledby", value?.id ? `${label.id} ${value.id}` : label.id);
    }
  };
  // The search appears some time after the page, and again with each row that is added.
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
})();
