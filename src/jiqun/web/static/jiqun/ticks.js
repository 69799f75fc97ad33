// Ticks all boxes of a table at once, and counts those that are ticked. Everything works without.
"use strict";

(function () {
  var form = document.querySelector(".offer");
  if (!form) return;
  var told = form.querySelector("[data-ticked]");

  function count() {
    var ticked = form.querySelectorAll("[name=take]:checked").length;
    told.textContent = told.dataset.ticked.replace("{n}", ticked);
  }

  form.querySelectorAll("[data-tick-all]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var boxes = button.closest("section").querySelectorAll("[name=take]");
      var all = Array.prototype.every.call(boxes, function (box) { return box.checked; });
      boxes.forEach(function (box) { box.checked = !all; });
      count();
    });
  });

  if (told) {
    form.addEventListener("change", count);
    count();
  }
})();
