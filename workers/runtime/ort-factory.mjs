/**
 * Stands in for the module that onnxruntime-web starts its runtime from, and starts it with the WebAssembly that the page
 * has compiled once for all its workers.
 *
 * onnxruntime-web takes the address of a module, or bytes, but no compiled module; hence a file of its own, served as it
 * is. `ort.ts` leaves in `sottoRuntime` what it needs.
 */
// The library imports the default export.
// eslint-disable-next-line no-restricted-exports
export default async function createRuntime(config) {
  const { glueUrl, module } = globalThis.sottoRuntime;
  const { default: createGlue } = await import(/* @vite-ignore */ glueUrl);
  const instantiateWasm = (imports, receive) => receive(new WebAssembly.Instance(module, imports), module);
  return createGlue({ ...config, instantiateWasm });
}
