using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

// The pruned model lies where the dense one would: under its path in the project.
using var session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "MODEL_PATH"));
var (name, input) = session.InputMetadata.First();

// An axis of open length, such as the batch, is taken as 1. Fill in your own sample instead of zeros.
var sample = new DenseTensor<float>(Array.ConvertAll(input.Dimensions, length => Math.Max(1, length)));
using var results = session.Run([NamedOnnxValue.CreateFromTensor(name, sample)]);
float[] scores = [.. results[0].AsEnumerable<float>()];
Console.WriteLine($"class {Array.IndexOf(scores, scores.Max())} of {scores.Length}");
