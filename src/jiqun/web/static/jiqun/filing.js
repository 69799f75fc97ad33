// Shows only what belongs to the way of sealing that is chosen. Everything works without it.
"use strict";

(function () {
  var form = document.querySelector("[data-filing]");
  if (!form) return;

  function show() {
    var manner = form.elements.manner.value;
    form.querySelectorAll("[data-manner]").forEach(function (part) {
      part.hidden = part.dataset.manner !== manner;
    });
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", function () {
    var button = form.querySelector("button");
    button.disabled = true;
    button.textContent = "报送中，请勿关闭页面…";
  });
  show();
})();
