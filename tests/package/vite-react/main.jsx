import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

import { PayLater } from "./PayLater";

function Checkout() {
  const [orders, setOrders] = useState([]);
  const placeOrder = async (borrowerId) => setOrders((orders) => [...orders, borrowerId]);
  return (
    <main>
      <h1>{orders.length > 0 ? "Order placed" : "Checkout"}</h1>
      <PayLater placeOrder={placeOrder} />
      <ul>
        {orders.map((borrowerId, index) => (
          <li key={index}>{borrowerId}</li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Checkout />
  </StrictMode>,
);
