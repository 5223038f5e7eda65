import type { TokenizerEvent } from '../../src/protocol/tokenizer';
import { serveJobs } from '../runtime/serve-jobs';
import { createTokenizerJobs, FOLLOW_UPS, type TokenizerJob } from './tokenizer-jobs';

serveJobs<TokenizerJob, TokenizerEvent>(self, createTokenizerJobs(), FOLLOW_UPS);
