"""The back office over HTTP: screens, and the answers that its browser side asks for."""
