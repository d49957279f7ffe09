// Requests that wait for the test.

/** Keeps requests from their server until the function that this gives is called. */
export async function hold(page, pattern, method = "GET") {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    if (route.request().method() === method) await held;
    // The page that asked may be gone.
    await route.fallback().catch(() => {});
  });
  return release;
}
