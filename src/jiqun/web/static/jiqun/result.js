// Shows one view of the result at a time, keeps the boxes as tall as what is typed in them, and
// asks before anything typed is lost. Everything works without it.
"use strict";

// At once, so that the page is not seen whole first.
document.documentElement.classList.add("scripted");

document.addEventListener("DOMContentLoaded", function () {
  var form = document.querySelector(".result");
  var links = form.querySelectorAll(".views a");
  var views = form.querySelectorAll(".view");

  function open(view) {
    views.forEach(function (other) {
      other.classList.toggle("is-open", other === view);
    });
    links.forEach(function (link) {
      if (link.hash === "#" + view.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  // By hand: what stands in the address may be anything.
  function named(id) {
    return Array.prototype.find.call(form.querySelectorAll("[id]"), function (element) {
      return element.id === id || encodeURIComponent(element.id) === id;
    });
  }

  function follow() {
    var element = named(location.hash.slice(1));
    var view = element && element.closest(".view");
    if (!view) return;
    open(view);
    if (view === element) form.querySelector(".views").scrollIntoView();
    else element.scrollIntoView();
  }

  // Opened by the click itself: some browsers tell of a changed address late, or not at all.
  links.forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      if (link.hash !== location.hash) history.pushState(null, "", link.hash);
      follow();
    });
  });
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  open(form.querySelector(".view.is-open"));
  follow();

  // --- What is typed ---------------------------------------------------------------------------

  var unsaved = form.hasAttribute("data-unsaved");
  var sending = false;

  form.addEventListener("input", function (event) {
    var box = event.target;
    if (box.type !== "checkbox") unsaved = true;
    if (box.tagName === "TEXTAREA" && box.scrollHeight > box.clientHeight) {
      box.style.height = box.scrollHeight + 4 + "px";
    }
  });

  form.addEventListener("submit", function (event) {
    var pressed = event.submitter;
    sending = true;
    // A download or another window leaves the page where it is.
    if (!pressed || (pressed.name !== "paper" && !pressed.hasAttribute("formtarget"))) return;
    window.setTimeout(function () { sending = false; }, 1000);
    if (pressed.value === "facts") unsaved = false;
  });

  window.addEventListener("beforeunload", function (event) {
    if (!unsaved || sending) return;
    event.preventDefault();
    event.returnValue = "";
  });

  window.addEventListener("pageshow", function () { sending = false; });
});
