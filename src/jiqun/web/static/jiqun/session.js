// What the answers of the server to a script have in common, and who is signed in. A failure has a
// sentence that ends with a stop, and a `kind`: "signed-out", "somebody-else", "server" (trying again
// may help) or "page" (it won't).
"use strict";

(function () {
  var SENTENCES = {
    "signed-out": "登录已过期，请重新登录（可在另一个窗口）后再试。",
    "somebody-else": "本机已换了人登录，没有保存，请原来的人登录后再试。",
    server: "服务器出错，没有保存，请稍后再试。",
    page: "没有保存，请刷新页面后再试。",
  };

  function failure(kind) {
    var made = new Error(SENTENCES[kind]);
    made.kind = kind;
    return made;
  }

  // Why a request with this status came to nothing, where its answer does not say.
  function failureOf(status) {
    if (status === 401) return failure("signed-out");
    return failure(status >= 500 || status === 429 ? "server" : "page");
  }

  // A promise of what an answer says. A proxy, or Django for what it refuses by itself, sends pages.
  function read(response) {
    var type = response.headers.get("Content-Type") || "", why = failureOf(response.status);
    if (type.indexOf("application/json") !== 0 || why.kind !== "page") return Promise.reject(why);
    return response.json();
  }

  // Signing in anew, perhaps in another window, gives forms another token; and perhaps it is somebody
  // else now, who shall not send what was made here. `place` says where to ask and who made it.
  function renew(place) {
    return fetch(place.dataset.session, { headers: { Accept: "application/json" } }).then(read).then(function (session) {
      if (String(session.user) !== place.dataset.person) throw failure("somebody-else");
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (input) { input.value = session.csrf; });
      return session.csrf;
    });
  }

  window.jiqunSession = { failure: failure, failureOf: failureOf, read: read, renew: renew };
})();
