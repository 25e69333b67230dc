import { Text } from "@tarojs/components";
export default () => <Text>x</Text>;
