namespace OjAspire.Hosting;
