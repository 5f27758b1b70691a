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
  window.addEventListener("load", name);
  document.addEventListener("formset:added", name);
})();
