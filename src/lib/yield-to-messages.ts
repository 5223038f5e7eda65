/**
 * Lets messages that are waiting be handled, such as a `cancel` posted while a graph was running.
 *
 * On wasm a graph runs inside a microtask, so awaiting it lets nothing in. A message to ourselves comes back after
 * those that came before it; `setTimeout` would cost four milliseconds each time.
 */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
