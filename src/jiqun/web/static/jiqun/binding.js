// Shows how far the binding is, and lets one end it. Without it one waits for the download.
"use strict";

(function () {
  var form = document.querySelector("[data-bind]");
  if (!form || !window.ReadableStream) return;
  var start = form.querySelector("[data-start]");
  var cancel = form.querySelector("[data-cancel]");
  var bar = form.querySelector("[data-done]");
  var told = form.querySelector("[data-told]");
  var link = form.querySelector("[data-fetch]");
  var abort = null;

  function busy(is) {
    start.hidden = is;
    cancel.hidden = bar.hidden = !is;
  }

  function hear(line) {
    if (line.of) {
      bar.value = line.done / line.of;
      told.textContent = "已装订" + Math.floor(bar.value * 100) + "%";
    } else if (line.refused) {
      told.textContent = line.refused;
      busy(false);
    } else if (line.address) {
      busy(false);
      start.hidden = true;
      link.href = line.address;
      link.hidden = false;
      told.textContent = "装订完成。";
      link.focus();
    }
  }

  function listen(response) {
    var reader = response.body.getReader(), decoder = new TextDecoder(), rest = "", ended = false;
    function more() {
      return reader.read().then(function (part) {
        if (part.done) {
          if (!ended) throw new Error("cut");
          return;
        }
        var lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
        rest = lines.pop();
        lines.map(JSON.parse).forEach(function (line) {
          ended = ended || !line.of;
          hear(line);
        });
        return more();
      });
    }
    return more();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    abort = new AbortController();
    bar.value = 0;
    told.textContent = "正在装订…";
    busy(true);
    fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form), signal: abort.signal })
      .then(function (response) {
        var kind = response.headers.get("Content-Type") || "";
        if (kind.indexOf("ndjson") < 0) return form.submit(); // the page says what is wrong
        return listen(response);
      })
      .catch(function (why) {
        busy(false);
        told.textContent = why.name === "AbortError" ? "已取消。" : "网络中断，没有装订完，请再试一次。";
      });
  });

  cancel.addEventListener("click", function () { abort.abort(); });
})();
