// Files dropped anywhere on the page are taken: one that just misses must not open in the browser.
// While they are held over it, `marked` has the class is-over.
"use strict";

window.takeDropped = function (marked, take) {
  function carriesFiles(event) {
    return Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0;
  }

  document.addEventListener("dragover", function (event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    marked.classList.add("is-over");
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) marked.classList.remove("is-over");
  });
  document.addEventListener("drop", function (event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    marked.classList.remove("is-over");
    take(Array.prototype.slice.call(event.dataTransfer.files));
  });
};
