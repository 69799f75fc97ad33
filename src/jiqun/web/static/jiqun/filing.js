// Shows and sends only what belongs to the way of sealing that is chosen. Everything works without it.
"use strict";

(function () {
  var form = document.querySelector("[data-filing]");
  if (!form) return;

  var button = form.querySelector("button");
  var ready = button.textContent;

  function show() {
    var manner = form.elements.manner.value;
    form.querySelectorAll("[data-manner]").forEach(function (part) {
      part.hidden = part.dataset.manner !== manner;
      part.querySelectorAll("input").forEach(function (input) { input.disabled = part.hidden; });
    });
  }

  function busy(is) {
    button.disabled = is;
    button.textContent = is ? "报送中，请勿关闭页面…" : ready;
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", function () { busy(true); });

  // Coming back, the page may come out of the browser's memory as it was left.
  window.addEventListener("pageshow", function () {
    busy(false);
    show();
  });
  show();
})();
