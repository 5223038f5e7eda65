import type { VocoderEvent } from '../../src/protocol/vocoder';
import { serveJobs } from '../runtime/serve-jobs';
import { createVocoderJobs, type VocoderJob } from './vocoder-jobs';

serveJobs<VocoderJob, VocoderEvent>(self, createVocoderJobs());
