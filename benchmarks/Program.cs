System.Console.Error.WriteLine("bench: no scenario yet");
