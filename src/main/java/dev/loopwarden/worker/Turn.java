package dev.loopwarden.worker;

import dev.loopwarden.job.Job;
import dev.loopwarden.store.Lease;

/// One attempt at a job: which job, and the lease under which this worker may have effects.
record Turn(Job job, Lease lease) {}
