// The partner's side of the checkout: a session, and an order once the borrower asks for the loan.
(() => {
  "use strict";
  const widget = document.querySelector("defacto-enrollment");

  widget.sessionProvider = async () => (await ask("/shop/enrollment-session", { __proto__: null, method: "POST" })).text();

  widget.addEventListener("defacto-loan-request", (event) => event.detail.waitUntil(order(event.detail.borrowerId)), { __proto__: null });

  async function order(borrowerId) {
    const headers = { __proto__: null, "Content-Type": "application/json" };
    const answer = await ask("/shop/orders", { __proto__: null, method: "POST", headers, body: `{"borrowerId":"${borrowerId}"}` });
    document.getElementById("order-number").textContent = /"orderNumber":"([^"]*)"/.exec(await answer.text())[1];
    document.getElementById("placed").hidden = false;
  }

  async function ask(path, init) {
    const answer = await fetch(new URL(path, location.origin).href, init);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer;
  }
})();
