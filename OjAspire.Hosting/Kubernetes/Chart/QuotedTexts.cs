using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace OjAspire.Hosting.Kubernetes.Chart;

/// <summary>Puts every text that is a value into double quotes, and none that is a key.</summary>
internal sealed class QuotedTexts(IEventEmitter next) : ChainedEventEmitter(next)
{
    /// <summary>Where we are: within a sequence, or within a mapping before a key or before a value.</summary>
    private readonly Stack<Place> _places = new([Place.Sequence]);

    private enum Place
    {
        Sequence,
        Key,
        Value,
    }

    public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
    {
        if (_places.Peek() != Place.Key && eventInfo.Source.Type == typeof(string))
        {
            eventInfo.Style = ScalarStyle.DoubleQuoted;
        }

        Move();
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(MappingStartEventInfo eventInfo, IEmitter emitter)
    {
        Move();
        _places.Push(Place.Key);
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(MappingEndEventInfo eventInfo, IEmitter emitter)
    {
        _places.Pop();
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(SequenceStartEventInfo eventInfo, IEmitter emitter)
    {
        Move();
        _places.Push(Place.Sequence);
        base.Emit(eventInfo, emitter);
    }

    public override void Emit(SequenceEndEventInfo eventInfo, IEmitter emitter)
    {
        _places.Pop();
        base.Emit(eventInfo, emitter);
    }

    private void Move()
    {
        var place = _places.Pop();
        _places.Push(place switch
        {
            Place.Key => Place.Value,
            Place.Value => Place.Key,
            _ => place,
        });
    }
}
