// The button that opens the browser's own printing, which no page can do without a script.
"use strict";

(function () {
  var button = document.querySelector(".sheet-print button");
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
})();
