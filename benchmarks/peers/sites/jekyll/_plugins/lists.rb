# A page for each section and each tag: Jekyll makes none by itself.
module Bench
  class Lists < Jekyll::Generator
    def generate(site)
      { "" => site.categories, "tags" => site.tags }.each do |above, lists|
        lists.each { |name, posts| site.pages << list(site, File.join(above, name), name, posts) }
      end
    end

    def list(site, folder, name, posts)
      page = Jekyll::PageWithoutAFile.new(site, site.source, folder, "index.html")
      page.data.merge!("layout" => "list", "title" => name, "posts" => posts)
      page
    end
  end
end
