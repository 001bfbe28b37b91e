var toolRows: [Row] { [] }
