namespace ObjectImages;

/// <summary>The ten kinds of objects. The number is the label, and the index of the classifier's logit.</summary>
public enum ObjectClass
{
    Ball = 0,
    Ring = 1,
    Box = 2,
    Triangle = 3,
    Star = 4,
    Cross = 5,
    Crescent = 6,
    Arrow = 7,
    House = 8,
    Spiral = 9,
}
