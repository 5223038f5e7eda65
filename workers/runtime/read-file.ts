import * as v from 'valibot';
import { JobFailure } from './serve-jobs';

/** One file of `LoadRequest.files`. */
export function takeFile(files: Record<string, Blob>, path: string): Blob {
  const file = files[path];
  if (!file) throw new JobFailure('model-missing', `The pack has no ${path}.`);
  return file;
}

export async function readBytes(files: Record<string, Blob>, path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await takeFile(files, path).arrayBuffer());
}

/** A JSON file of the pack, checked: `readJson(files, 'units.json', UNITS)`. */
export async function readJson<Schema extends v.GenericSchema>(files: Record<string, Blob>, path: string, schema: Schema): Promise<v.InferOutput<Schema>> {
  const text = await takeFile(files, path).text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new JobFailure('bad-input', `${path} is not JSON.`, { cause: error });
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new JobFailure('bad-input', `${path}: ${issue.message} at ${v.getDotPath(issue) ?? 'the top'}.`);
}
