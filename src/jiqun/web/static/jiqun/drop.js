// Lets people drop files on the page and hear at once what the server would refuse.
// Everything works without it.
"use strict";

(function () {
  var form = document.querySelector(".intake");
  var button = form.querySelector("button");
  var ready = button.textContent;
  var file = form.querySelector("#file");
  var roster = form.querySelector("#roster");
  var BOOK = /\.(xlsx|xls|csv)$/i;

  function complaint(input) {
    var chosen = input.files[0];
    if (input.files.length > 1) return form.dataset.tooMany;
    if (/\.doc$/i.test(chosen.name)) return form.dataset.oldWord;
    if (input === roster && !BOOK.test(chosen.name)) return form.dataset.wrongBook;
    if (input === file && !/\.(docx|yaml|yml|json)$/i.test(chosen.name)) return form.dataset.wrongKind;
    if (chosen.size > Number(form.dataset.limit)) return form.dataset.tooLarge;
    return "";
  }

  // What the browser itself would say in its own language, it now says in ours.
  function look(input) {
    var told = input.parentNode.querySelector(".chosen");
    var chosen = input.files[0];
    var wrong = chosen ? complaint(input) : "";
    input.setCustomValidity(wrong);
    told.classList.toggle("is-block", wrong !== "");
    told.textContent = chosen ? (wrong ? chosen.name + "：" + wrong : "已选择：" + chosen.name) : "";
  }

  // Either of the two will do.
  function lookAtBoth() {
    look(file);
    look(roster);
    if (!file.files.length && !roster.files.length) file.setCustomValidity(form.dataset.noFile);
    return form.checkValidity();
  }

  function put(input, files) {
    var data = new DataTransfer();
    files.forEach(function (one) { data.items.add(one); });
    input.files = data.files;
  }

  // A workbook goes where workbooks go, whichever of the two it was dropped on or chosen for.
  function sort(files) {
    var books = files.filter(function (one) { return BOOK.test(one.name); });
    var forms = files.filter(function (one) { return !BOOK.test(one.name); });
    if (books.length) put(roster, books);
    if (forms.length) put(file, forms);
  }

  function busy(is) {
    button.textContent = is ? "正在检查…" : ready;
    button.setAttribute("aria-disabled", String(is));
  }

  [file, roster].forEach(function (input) {
    input.addEventListener("change", function () {
      var book = input === file && input.files.length === 1 && BOOK.test(input.files[0].name);
      if (book) {
        put(roster, [input.files[0]]);
        put(file, []);
      }
      lookAtBoth();
    });
  });

  form.addEventListener("submit", function (event) {
    if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
    else busy(true);
  });

  // Back from the result, the page may come out of the browser's memory as it was left.
  window.addEventListener("pageshow", function () {
    busy(false);
    lookAtBoth();
  });

  window.takeDropped(form, function (files) {
    sort(files);
    // A workbook waits for the form that it may belong to.
    if (lookAtBoth() && file.files.length) form.requestSubmit();
    else button.focus();
  });

  form.classList.add("takes-drops");
  form.querySelectorAll(".intake-drop").forEach(function (words) { words.hidden = false; });
})();
