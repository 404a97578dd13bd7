// Sends one trace, one log record and three instruments by OpenTelemetry's JavaScript SDK, as any program would.
// Usage: node send.mjs grpc|proto|http ADDRESS KEY
import { SpanKind, SpanStatusCode, trace, context } from '@opentelemetry/api'
import { SeverityNumber } from '@opentelemetry/api-logs'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { NodeTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'

const [protocol, address, key] = process.argv.slice(2)
const { OTLPTraceExporter } = await import(`@opentelemetry/exporter-trace-otlp-${protocol}`)
const { OTLPMetricExporter } = await import(`@opentelemetry/exporter-metrics-otlp-${protocol}`)
const { OTLPLogExporter } = await import(`@opentelemetry/exporter-logs-otlp-${protocol}`)

process.env.OTEL_EXPORTER_OTLP_ENDPOINT = address
process.env.OTEL_EXPORTER_OTLP_HEADERS = `x-otlp-api-key=${key}`
process.env.OTEL_EXPORTER_OTLP_COMPRESSION = 'gzip'

const resource = resourceFromAttributes({ 'service.name': 'js', 'service.instance.id': protocol, 'service.version': '1.2.3' })

const traces = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] })
const tracer = traces.getTracer('shop', '4.5.6')
const parent = tracer.startSpan('order', { kind: SpanKind.SERVER, startTime: 1_700_000_000_000 })
const child = tracer.startSpan('pay', {
  kind: SpanKind.CLIENT,
  startTime: 1_700_000_000_010,
  attributes: { text: '文字', whole: 42, number: 1.5, truth: true, list: ['a', 'b'] },
  links: [{ context: parent.spanContext(), attributes: { why: 'retry' } }],
}, trace.setSpan(context.active(), parent))
child.addEvent('card refused', { code: 51 }, 1_700_000_000_015)
child.setStatus({ code: SpanStatusCode.ERROR, message: 'no money' })
child.end(1_700_000_000_035)
parent.end(1_700_000_000_040)

const logs = new LoggerProvider({ resource, processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter() })] })
logs.getLogger('shop.orders').emit({
  timestamp: 1_700_000_000_020,
  severityNumber: SeverityNumber.WARN,
  eventName: 'order.refused',
  body: 'Order 17 refused',
  attributes: { order: 17, reason: { code: 51, text: 'no money' } },
  context: trace.setSpan(context.active(), child),
})

const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(), exportIntervalMillis: 60_000 })
const metrics = new MeterProvider({ resource, readers: [reader] })
const meter = metrics.getMeter('shop')
meter.createCounter('orders', { unit: '{order}', description: 'Orders taken.' }).add(3, { outcome: 'refused' })
meter.createUpDownCounter('open').add(-2)
meter.createObservableGauge('queue', { unit: '{order}' }).addCallback(result => result.observe(7, { queue: 'incoming' }))
const duration = meter.createHistogram('duration', { unit: 's', advice: { explicitBucketBoundaries: [0.1, 1] } })
duration.record(0.05)
duration.record(0.5)
duration.record(5)

const failures = (await Promise.allSettled([traces.forceFlush(), logs.forceFlush(), metrics.forceFlush()])).filter(result => result.status === 'rejected')
failures.forEach(failure => console.error(failure.reason))
await Promise.allSettled([traces.shutdown(), logs.shutdown(), metrics.shutdown()])
process.exit(failures.length)
