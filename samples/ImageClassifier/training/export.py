"""Writes a trained network as ONNX with its batch normalisations folded into the convolutions."""
import os

import torch


def export(network, path):
    """images float32 [batch, 3, 32, 32] -> logits float32 [batch, 10], opset 13."""
    network = network.eval().to(memory_format=torch.contiguous_format)
    unfinished = path + ".tmp"
    torch.onnx.export(
        network, torch.zeros(1, 3, 32, 32), unfinished, opset_version=13, training=torch.onnx.TrainingMode.EVAL,
        input_names=["images"], output_names=["logits"],
        dynamic_axes={"images": {0: "batch"}, "logits": {0: "batch"}})
    os.replace(unfinished, path)
