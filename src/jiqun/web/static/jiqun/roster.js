// Narrows the table of firms to what is asked for, and lets a click on a figure open its firms.
// Everything can be seen without it.
"use strict";

(function () {
  var view = document.getElementById("roster");
  var filters = view.querySelector(".filters");
  var firms = Array.prototype.slice.call(view.querySelectorAll(".firms tbody"));
  var controls = Array.prototype.slice.call(filters.querySelectorAll("[data-filter]"));
  var status = filters.querySelector("[role=status]");
  var reset = filters.querySelector("button");

  function fits(firm, control) {
    var asked = control.value.trim().toLowerCase();
    if (!asked) return true;
    if (control.dataset.filter === "text") {
      return firm.querySelector("th").textContent.toLowerCase().indexOf(asked) >= 0;
    }
    var has = firm.dataset[control.dataset.filter].toLowerCase().split(" ");
    return has.indexOf(asked) >= 0;
  }

  function narrow() {
    var shown = 0;
    firms.forEach(function (firm) {
      var fit = controls.every(function (control) { return fits(firm, control); });
      firm.hidden = !fit;
      if (fit) shown += 1;
    });
    status.textContent = shown === firms.length
      ? "共" + shown + "家" : "显示" + shown + "家，共" + firms.length + "家";
    reset.hidden = shown === firms.length;
  }

  function clear() {
    controls.forEach(function (control) { control.value = ""; });
    narrow();
  }

  controls.forEach(function (control) {
    control.addEventListener("input", narrow);
    // Enter would send the page.
    control.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
  });
  reset.addEventListener("click", function () {
    clear();
    controls[0].focus();
  });

  // A finding leads to the rows it speaks of; the link itself opens the view.
  document.querySelectorAll("[data-rule]").forEach(function (link) {
    link.addEventListener("click", function () {
      clear();
      filters.querySelector("[data-filter=finding]").value = link.dataset.rule;
      narrow();
    });
  });

  view.querySelectorAll(".totals .total").forEach(function (figure) {
    figure.addEventListener("click", function () {
      var details = figure.closest("tbody").querySelector("details");
      details.open = !details.open;
    });
  });

  var open = view.querySelector(".only-open");
  if (open) {
    open.hidden = false;
    open.querySelector("input").addEventListener("input", function (event) {
      view.querySelectorAll("[data-settled]").forEach(function (row) {
        row.hidden = event.target.checked;
      });
    });
  }

  filters.hidden = firms.length === 0;
  narrow();
})();
