"""The classifier: a residual network (He et al. 2016, arXiv:1512.03385) with identity or 1x1 shortcuts."""
import torch
from torch import nn
import torch.nn.functional as F

# Of 32x32 RGB images drawn by samples/ObjectImages, after division by 255.
MEAN = (0.5, 0.5, 0.5)
STD = (0.3, 0.3, 0.3)
WIDTHS = (32, 64, 128)
CLASSES = 10


def convolution(inputs, outputs, kernel, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = convolution(inputs, outputs, 3, stride)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = convolution(outputs, outputs, 3)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = convolution(inputs, outputs, 1, stride) if stride != 1 or inputs != outputs else None
        self.bn0 = nn.BatchNorm2d(outputs) if self.shortcut is not None else None
        self.inner_mask = self.outer_mask = 1

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x))) * self.inner_mask
        y = self.bn2(self.conv2(y))
        x = x if self.shortcut is None else self.bn0(self.shortcut(x))
        return F.relu(x + y) * self.outer_mask


class Network(nn.Module):
    """images float32 [batch, 3, 32, 32], normalised with MEAN and STD -> logits float32 [batch, 10]."""

    def __init__(self, blocks=2):
        super().__init__()
        self.stem = convolution(3, WIDTHS[0], 3)
        self.stem_bn = nn.BatchNorm2d(WIDTHS[0])
        self.stem_mask = 1
        self.stages = nn.ModuleList()
        width = WIDTHS[0]
        for next_width in WIDTHS:
            self.stages.append(nn.ModuleList(
                Block(width if i == 0 else next_width, next_width, 2 if i == 0 else 1) for i in range(blocks)))
            width = next_width
        self.head = nn.Linear(width, CLASSES)

    def forward(self, x):
        x = F.relu(self.stem_bn(self.stem(x))) * self.stem_mask
        for stage in self.stages:
            for block in stage:
                x = block(x)
        return self.head(F.adaptive_avg_pool2d(x, 1).flatten(1))


def multiply_adds(network):
    """Of all convolutions and the head, for one image."""
    total = 0

    def count(module, _, output):
        nonlocal total
        places = output.shape[2] * output.shape[3] if output.dim() == 4 else 1
        total += module.weight.numel() * places

    hooks = [m.register_forward_hook(count) for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    was_training = network.training
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, 3, 32, 32))
    network.train(was_training)
    for hook in hooks:
        hook.remove()
    return total
