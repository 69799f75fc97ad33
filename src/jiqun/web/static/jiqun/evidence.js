// What is done on the page of the evidence, without leaving it: every act is answered with the pieces
// of the page that may have changed. Everything but uploading several files works without it.
"use strict";

(function () {
  var pieces = document.querySelector("[data-pieces]");
  var refusal = document.querySelector("[data-refused]");
  var working = 0, wanted = false;

  function refuse(sentence) {
    refusal.textContent = sentence;
    refusal.hidden = !sentence;
    if (sentence) refusal.scrollIntoView({ block: "nearest" });
  }

  // --- The pieces, with what is being typed in them ---

  // A control is known again by the address of its form, what it says there, and its own name.
  function nameOf(control) {
    var form = control.form;
    if (!form || !control.name) return "";
    var fixed = Array.from(form.querySelectorAll("input[type=hidden]"), function (input) {
      return input.name === "csrfmiddlewaretoken" ? "" : input.name + "=" + input.value;
    });
    return form.getAttribute("action") + " " + fixed.join(" ") + " " + control.name;
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

  function show(html, done) {
    var typed = {}, open = {}, focused = document.activeElement;
    controls().forEach(function (control) {
      if (control.form !== done && isTyped(control)) typed[nameOf(control)] = control.value;
    });
    pieces.querySelectorAll("details[open]").forEach(function (details) {
      if (!done || details.dataset.kept || !details.contains(done)) open[foldName(details)] = true;
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
      if (at && name === at) control.focus();
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

  function send(form, retried) {
    working += 1;
    form.setAttribute("aria-busy", "true");
    fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
    })
      .then(function (response) {
        if (response.status === 401) throw new Error("登录已失效，请在另一个窗口登录后再试，所填内容都在。");
        if (response.status === 403 && !retried) {
          return renew().then(function () { send(form, true); });
        }
        return response.json().then(function (answer) {
          if (answer.refused) return refuse(answer.refused);
          refuse("");
          show(answer.pieces, form);
        });
      })
      .catch(function (why) {
        refuse(why instanceof TypeError || why instanceof SyntaxError ? "网络中断，没有保存，请稍后再试，所填内容都在。" : why.message);
      })
      .then(function () {
        form.removeAttribute("aria-busy");
        working -= 1;
        if (!working && wanted) refresh();
      });
  }

  // Signing in anew in another window changes what forms must carry.
  function renew() {
    return fetch(pieces.dataset.session, { headers: { Accept: "application/json" } })
      .then(function (response) {
        if (!response.ok) throw new Error("登录已失效，请在另一个窗口登录后再试，所填内容都在。");
        return response.json();
      })
      .then(function (session) {
        document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (input) { input.value = session.csrf; });
        return session.csrf;
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
      .then(function (response) { return response.json(); })
      .then(function (answer) { if (answer.pieces) show(answer.pieces, null); })
      .catch(function () {}) // the next act or upload shows it
      .then(function () {
        working -= 1;
        if (!working && wanted) refresh();
      });
  }

  pieces.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-act]")) return;
    event.preventDefault();
    send(event.target, false);
  });

  pieces.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.matches("[data-on-change]")) send(form, false);
  });

  prepare();
  window.jiqunEvidence = { refresh: refresh, renew: renew };
})();
