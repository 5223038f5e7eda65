import type { MediaEvent } from '../../src/protocol/media';
import { serveJobs } from '../runtime/serve-jobs';
import { createMediaJobs, FOLLOW_UPS, type MediaJob } from './media-jobs';

serveJobs<MediaJob, MediaEvent>(self, createMediaJobs(), FOLLOW_UPS);
