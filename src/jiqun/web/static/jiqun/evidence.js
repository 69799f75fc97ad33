// What is done on the page of the evidence, without leaving it: every act is answered with the pieces
// of the page that may have changed. Everything but uploading several files works without it.
"use strict";

(function () {
  var session = window.jiqunSession;
  var pieces = document.querySelector("[data-pieces]");
  var refusal = document.querySelector("[data-refused]");
  var acts = Promise.resolve(), working = 0, wanted = false, refused = "";
  var composing = false, later = null;

  // What one form is refused stays until that form goes through.
  function refuse(sentence, form) {
    if (!sentence && refused !== formName(form)) return;
    refused = sentence ? formName(form) : "";
    refusal.textContent = sentence;
    refusal.hidden = !sentence;
    if (sentence) refusal.scrollIntoView({ block: "nearest" });
  }

  // --- The pieces, with what is being typed in them ---

  // A form is known again by its address and what it says there, a control by its name in it.
  function formName(form) {
    var fixed = Array.from(form.querySelectorAll("input[type=hidden]"), function (input) {
      return input.name === "csrfmiddlewaretoken" ? "" : input.name + "=" + input.value;
    });
    return form.getAttribute("action") + " " + fixed.join(" ");
  }

  function nameOf(control) {
    return control.form && control.name ? formName(control.form) + " " + control.name : "";
  }

  function controls() {
    return Array.from(pieces.querySelectorAll("select[name], input[name]:not([type=hidden])"));
  }

  function foldName(details) {
    return details.dataset.kept || nameOf(details.querySelector("select"));
  }

  function isTyped(control) {
    if (control.tagName === "SELECT") {
      var first = Array.from(control.options).find(function (option) { return option.defaultSelected; });
      return control.value !== (first ? first.value : "");
    }
    return control.value !== control.defaultValue;
  }

  function isSent(control, done, data) {
    return done && formName(control.form) === formName(done) && data.get(control.name) === control.value;
  }

  function show(html, done, data) {
    if (composing) {
      later = function () { show(html, done, data); };
      return;
    }
    var typed = {}, open = {}, focused = document.activeElement;
    var caret = focused && focused.tagName === "INPUT" ? focused.selectionStart : null;
    controls().forEach(function (control) {
      if (isTyped(control) && !isSent(control, done, data)) typed[nameOf(control)] = control.value;
    });
    pieces.querySelectorAll("details[open]").forEach(function (details) {
      var own = done && details.querySelector("form");
      if (!own || details.dataset.kept || formName(own) !== formName(done)) open[foldName(details)] = true;
    });
    var at = pieces.contains(focused) ? nameOf(focused) : "";
    var place = done && done.closest("[id]") ? done.closest("[id]").id : "";
    pieces.innerHTML = html;
    prepare();
    pieces.querySelectorAll("details").forEach(function (details) {
      if (!open[foldName(details)]) return;
      details.open = true;
      if (!details.dataset.kept) fill(details.querySelector("select"));
    });
    controls().forEach(function (control) {
      var name = nameOf(control);
      if (name in typed) control.value = typed[name];
      if (!at || name !== at) return;
      control.focus();
      if (caret !== null) control.setSelectionRange(caret, caret);
    });
    if (at || !place) return;
    var near = document.getElementById(place);
    var next = near && (near.querySelector("summary") || near.querySelector("a, button"));
    if (next) next.focus();
  }

  // --- Choices, which are many and the same for every row, stand on the page once ---

  function fill(select) {
    if (select.options.length) return;
    var template = pieces.querySelector('template[data-options="' + select.dataset.fill + '"]');
    select.appendChild(template.content.cloneNode(true));
  }

  function prepare() {
    pieces.querySelectorAll(".binder").forEach(function (binder) { binder.hidden = false; });
    pieces.querySelectorAll("[data-on-change] [data-save]").forEach(function (button) { button.hidden = true; });
  }

  pieces.addEventListener("toggle", function (event) {
    var details = event.target;
    if (details.open && !details.dataset.kept) fill(details.querySelector("select"));
  }, true);

  // --- Acts ---

  // One after the other, so that the pieces shown last are the latest.
  function act(form) {
    var data = new FormData(form);
    working += 1;
    form.setAttribute("aria-busy", "true");
    acts = acts.then(function () { return send(form, data, false); }).then(function () {
      form.removeAttribute("aria-busy");
      working -= 1;
      if (!working && wanted) refresh();
    });
  }

  function send(form, data, retried) {
    return fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: data })
      .then(function (response) {
        if (response.status === 403 && !retried) {
          return session.renew(pieces).then(function (token) {
            data.set("csrfmiddlewaretoken", token);
            return send(form, data, true);
          });
        }
        return session.read(response).then(function (answer) {
          if (answer.refused) return refuse(answer.refused, form);
          refuse("", form);
          show(answer.pieces, form, data);
        });
      })
      .catch(function (why) {
        refuse(why.kind ? why.message : "网络中断，没有保存，请稍后再试，所填内容都在。", form);
      });
  }

  function refresh() {
    if (working) {
      wanted = true;
      return;
    }
    wanted = false;
    working += 1;
    fetch(pieces.dataset.address, { headers: { Accept: "application/json" } })
      .then(session.read)
      .then(function (answer) { if (answer.pieces) show(answer.pieces, null, null); })
      .catch(function () {}) // the next act or upload shows it
      .then(function () {
        working -= 1;
        if (!working && wanted) refresh();
      });
  }

  pieces.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-act]")) return;
    event.preventDefault();
    act(event.target);
  });

  pieces.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.matches("[data-on-change]")) act(form);
  });

  // While a character is being put together nothing under it may change.
  pieces.addEventListener("compositionstart", function () { composing = true; });
  pieces.addEventListener("compositionend", function () {
    composing = false;
    var waiting = later;
    later = null;
    if (waiting) setTimeout(waiting, 0);
  });

  prepare();
  window.jiqunEvidence = { refresh: refresh };
})();
