import { PATIENCE_MS, SOFTWARE_GPU_MS } from '../fixtures/patience';
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
  test.setTimeout(2 * SOFTWARE_GPU_MS);
  await page.route('**/llm.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: KEEP_DEVICES + (await response.text()) });
  });
  await assistant.open('device=webgpu');
  await assistant.typeInstead.click();
  await assistant.expectPhase('resting', SOFTWARE_GPU_MS);
  await assistant.send('tell me a story');
  await expect(assistant.assistantLines).toHaveText(/\S/, { timeout: SOFTWARE_GPU_MS });

  const worker = page.workers().find((candidate) => candidate.url().includes('llm.worker'));
  if (worker === undefined) throw new Error('The llm has no worker.');
  const count = await worker.evaluate(() => {
    const devices: GPUDevice[] = Reflect.get(globalThis, 'devices');
    for (const device of devices) device.destroy();
    return devices.length;
  });
  expect(count).toBe(1);

  await expect(assistant.notices).toContainText('The graphics device was lost', { timeout: PATIENCE_MS });
  await assistant.expectPhase('resting', SOFTWARE_GPU_MS);
  await expect(assistant.humanLines).toHaveText(['tell me a story']);
  await expect(assistant.assistantLines).toHaveCount(1);
  await expect(assistant.assistantLines).toHaveText(/\S/);
});
