// Half of the time a test waits for processes that start, stop or notice something, so two classes at a time are done sooner than one
// after the other; more would only measure each other. What cannot bear even one neighbour is in Alone.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
