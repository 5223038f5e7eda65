import { expect, test } from '../fixtures/test';

/** Put before the worker's own script: keeps hold of the devices it opens. */
const KEEP_DEVICES = `
  const requestDevice = GPUAdapter.prototype.requestDevice;
  globalThis.devices = [];
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    globalThis.devices.push(device);
    return device;
  };
`;

test('a graphics device that is destroyed in the middle of a reply is told, got over, and the reply comes', async ({ assistant, page }) => {
  // The software adapter is a hundred times slower than wasm.
  test.setTimeout(900_000);
  await page.route('**/llm.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: KEEP_DEVICES + (await response.text()) });
  });
  await assistant.open('device=webgpu');
  await assistant.typeInstead.click();
  await assistant.expectPhase('resting', 400_000);
  await assistant.send('tell me a story');
  await expect(assistant.assistantLines).toHaveText(/\S/, { timeout: 200_000 });

  const worker = page.workers().find((candidate) => candidate.url().includes('llm.worker'));
  if (worker === undefined) throw new Error('The llm has no worker.');
  const count = await worker.evaluate(() => {
    const devices: GPUDevice[] = Reflect.get(globalThis, 'devices');
    for (const device of devices) device.destroy();
    return devices.length;
  });
  expect(count).toBe(1);

  await expect(assistant.notices).toContainText('The graphics device was lost', { timeout: 60_000 });
  await assistant.expectPhase('resting', 400_000);
  await expect(assistant.humanLines).toHaveText(['tell me a story']);
  await expect(assistant.assistantLines).toHaveCount(1);
  await expect(assistant.assistantLines).toHaveText(/\S/);
});
