import type { ExecutionProvider } from '../protocol/graphs';
import { DEFAULT_PACK_ID } from '../packs/registry';

/** What the address asks for: `?device=webgpu|wasm` and `?pack=mini` or `?pack=models/experiment`. */
export type Flags = { device: ExecutionProvider | 'auto'; pack: string };

export function readFlags(search: string): Flags {
  const query = new URLSearchParams(search);
  const device = query.get('device');
  return { device: device === 'webgpu' || device === 'wasm' ? device : 'auto', pack: query.get('pack') ?? DEFAULT_PACK_ID };
}
