import type { LlmEvent } from '../../src/protocol/llm';
import { serveJobs } from '../runtime/serve-jobs';
import { createLlmJobs, type LlmJob } from './llm-jobs';

serveJobs<LlmJob, LlmEvent>(self, createLlmJobs());
