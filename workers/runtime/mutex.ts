import { Mutex } from '../../src/lib/mutex';

/**
 * The one lock of this realm. onnxruntime-web corrupts its memory when two sessions of one realm run, or are
 * created, at the same time on WebGPU; every worker is a realm of its own.
 */
export const ortMutex = new Mutex();
