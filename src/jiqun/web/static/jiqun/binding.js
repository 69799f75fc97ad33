// Shows how far slow work is (binding, packing, taking in), and lets one end it. The form says in
// what words. Without it one waits for the next page.
"use strict";

(function () {
  var form = document.querySelector("[data-bind]");
  if (!form) return;
  var words = form.dataset;
  var start = form.querySelector("[data-start]");
  var cancel = form.querySelector("[data-cancel]");
  var bar = form.querySelector("[data-done]");
  var told = form.querySelector("[data-told]");
  var link = form.querySelector("[data-fetch]");
  var request = null;

  function busy(is) {
    start.hidden = is;
    cancel.hidden = bar.hidden = !is;
  }

  function end(sentence) {
    request = null;
    busy(false);
    told.textContent = sentence;
  }

  function show(doing, part) {
    bar.value = part;
    told.textContent = doing + Math.floor(part * 100) + "%";
  }

  function arrive(address) {
    if (!link) return window.location.assign(address);
    end(words.finished);
    start.hidden = true;
    link.href = address;
    link.hidden = false;
    link.focus();
  }

  function hear(line) {
    if (line.of) show(words.doing, line.done / line.of);
    else if (line.refused) end(line.refused);
    else if (line.address) arrive(line.address);
  }

  function listen(asked) {
    var heard = 0, ended = false;
    function lines() {
      var kind = asked.getResponseHeader("Content-Type") || "";
      if (kind.indexOf("ndjson") < 0) return;
      var last = asked.responseText.lastIndexOf("\n") + 1;
      asked.responseText.slice(heard, last).split("\n").filter(Boolean).map(JSON.parse).forEach(function (line) {
        ended = ended || !line.of;
        hear(line);
      });
      heard = last;
    }
    asked.onprogress = lines;
    asked.onload = function () {
      lines();
      if (ended) return;
      if (asked.status === 401) return end("登录已失效，请在另一个窗口登录后再试。");
      if (heard) return end(words.cut);
      form.submit(); // the page says what is wrong
    };
    asked.onerror = function () { end(words.cut); };
    asked.onabort = function () { end("已取消。"); };
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (request) return;
    request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action") || window.location.pathname);
    request.setRequestHeader("Accept", "application/json");
    if (words.sending) request.upload.onprogress = function (sent) {
      if (sent.lengthComputable) show(words.sending, sent.loaded / sent.total);
    };
    listen(request);
    bar.value = 0;
    told.textContent = words.doing + "…";
    busy(true);
    request.send(new FormData(form));
  });

  cancel.addEventListener("click", function () { if (request) request.abort(); });
})();
