using System.Globalization;
using ImageClassifier;
using ObjectImages;

// Images that neither training nor the build has seen.
const ulong seed = 301;
const int count = 1000;

var models = Path.Combine(AppContext.BaseDirectory, "Models");
using var pruned = new Classifier(Path.Combine(models, "objects.onnx"));
using var dense = new Classifier(Path.Combine(models, "dense", "objects.onnx"));
var images = LabelledImages.Draw(count, seed);

Console.WriteLine("The pruned model says:");
for (var i = 0; i < LabelledImages.Classes; i++)
{
    var (kind, probability) = pruned.Classify(images[i]);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {(ObjectClass)images.Labels[i],-9} is taken for {kind,-9} {100 * probability,5:F1} %"));
}

// In turns, so that whatever else the machine does meets both alike.
Score[] scores = [new("dense", dense), new("pruned", pruned)];
for (var i = 0; i < images.Count; i++)
{
    foreach (var score in scores)
        score.Add(images[i], images.Labels[i]);
}

Console.WriteLine();
Console.WriteLine($"On {count} fresh images, one at a time:");
Console.WriteLine(Score.Header);
foreach (var score in scores)
    Console.WriteLine(score);
