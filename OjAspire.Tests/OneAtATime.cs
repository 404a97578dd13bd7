// Many tests start real processes and measure times. Side by side on two processors they would measure each other, and
// since they use the processors fully, the whole would not be done sooner.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
