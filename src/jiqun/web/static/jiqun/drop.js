// Lets people drop a file on the page and hear at once what the server would refuse.
// Everything works without it.
"use strict";

(function () {
  var form = document.querySelector(".intake");
  var input = form.querySelector("input[type=file]");
  var chosen = form.querySelector(".intake-chosen");
  var button = form.querySelector("button");
  var ready = button.textContent;

  function complaint(file) {
    if (input.files.length > 1) return form.dataset.tooMany;
    if (/\.doc$/i.test(file.name)) return form.dataset.oldWord;
    if (!/\.(docx|yaml|yml|json)$/i.test(file.name)) return form.dataset.wrongKind;
    if (file.size > Number(form.dataset.limit)) return form.dataset.tooLarge;
    return "";
  }

  // What the browser itself would say in its own language, it now says in ours.
  function look() {
    var file = input.files[0];
    var wrong = file ? complaint(file) : "";
    input.setCustomValidity(file ? wrong : form.dataset.noFile);
    chosen.classList.toggle("is-block", wrong !== "");
    chosen.textContent = file ? (wrong ? file.name + "：" + wrong : "已选择：" + file.name) : "";
    return input.checkValidity();
  }

  function carriesFiles(event) {
    return Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0;
  }

  function busy(is) {
    button.textContent = is ? "正在检查…" : ready;
    button.setAttribute("aria-disabled", String(is));
  }

  input.addEventListener("change", look);

  form.addEventListener("submit", function (event) {
    if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
    else busy(true);
  });

  // Back from the result, the page may come out of the browser's memory as it was left.
  window.addEventListener("pageshow", function () {
    busy(false);
    look();
  });

  // The whole page takes a drop: one that just misses must not open the file in the browser.
  document.addEventListener("dragover", function (event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) form.classList.remove("is-over");
  });
  document.addEventListener("drop", function (event) {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    if (look()) form.requestSubmit();
  });

  form.classList.add("takes-drops");
  form.querySelector(".intake-drop").hidden = false;
})();
