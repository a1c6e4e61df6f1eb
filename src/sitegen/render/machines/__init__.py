"""What machines read: sitemap, robots.txt, redirects, headers, descriptions, pictures for links, llms.txt."""
